/** What an audit came to is said as it is: clean, vulnerable, or not audited at all. */
import { describe, expect, it } from 'vitest';
import { auditVerdict } from '../../tools/audit.mjs';

const bundled = new Set(['yaml']);
const report = (vulnerabilities: object): string =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities,
    metadata: { vulnerabilities: { total: 0 }, dependencies: { total: 7 } },
  });

describe('an audit', () => {
  it('without findings is clean', () => {
    expect(auditVerdict(report({}), bundled)).toEqual({
      state: 'clean',
      lines: ['no known vulnerability in 7 packages'],
    });
  });

  it('names what is vulnerable, and what of it is part of the product', () => {
    const found = {
      yaml: { name: 'yaml', severity: 'high', via: [{ title: 'Stack overflow' }] },
      mocha: { name: 'mocha', severity: 'low', via: ['diff'] },
    };
    const { state, lines } = auditVerdict(report(found), bundled);
    expect(state).toBe('vulnerable');
    expect(lines).toEqual([
      'high     yaml (part of the product): Stack overflow',
      'low      mocha: by diff',
      '2 packages with known vulnerabilities',
    ]);
  });

  it.each([
    [
      'an endpoint that is not there',
      'npm warn audit 405\n' +
        JSON.stringify(
          {
            message: '405 Method Not Allowed - POST https://packages.example.org/-/audit',
            statusCode: 405,
            error: { summary: '' },
          },
          null,
          2,
        ) +
        '\nnpm error x',
      '405 Method Not Allowed',
    ],
    [
      'a registry that is not there',
      JSON.stringify({ error: { code: 'ENOTFOUND', summary: 'request to https://packages.example.org failed' } }),
      'request to  failed',
    ],
    ['no answer', '', 'it could not be reached, or its answer could not be read'],
    ['half an answer', '{"vulnerabilities": {', 'it could not be reached, or its answer could not be read'],
    ['another answer', '{"vulnerabilities": {}}', 'it could not be reached, or its answer could not be read'],
  ])('that met %s is none', (_, output, said) => {
    const { state, lines } = auditVerdict(output, bundled);
    expect(state).toBe('unanswered');
    expect(lines[0]).toMatch(/^NOT AUDITED/);
    expect(lines[1]).toBe(`It said: ${said}`);
  });
});

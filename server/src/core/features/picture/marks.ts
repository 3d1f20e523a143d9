/** The signs of how far a NIC is. Each has a shape of its own, so that none is told by colour alone. */
import type { Progress } from '../../kubevirt/status/stage.ts';
import type { Point } from './layout.ts';

/** Drawn in a square of 16 pixels. */
export function progressMark(progress: Progress, { x, y }: Point): string {
  return `<g transform="translate(${x} ${y})">${shapes[progress]}</g>`;
}

const shapes: Readonly<Record<Progress, string>> = {
  done: '<circle class="mark-done" cx="8" cy="8" r="7"/><path class="sign" d="M4.8 8.3l2.3 2.3l4.2-4.8"/>',
  waiting: '<circle class="ring-waiting" cx="8" cy="8" r="6.2"/><path class="ring-waiting" d="M8 4.4v3.8l2.5 1.5"/>',
  stuck: '<path class="mark-stuck" d="M8 .8l7.6 13.6h-15.2z"/><path class="sign" d="M8 5.6v3.9M8 12v.1"/>',
  unknown:
    '<circle class="ring-unknown" cx="8" cy="8" r="6.2" stroke-dasharray="2.6 2.4"/><path class="ring-unknown" d="M6.2 6.4a1.8 1.8 0 1 1 2.5 1.7c-.5.3-.7.6-.7 1.1M8 11.3v.1"/>',
};

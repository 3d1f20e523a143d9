// The JSON inside a NAD: its plugin's keys with their documentation while one is typed, and a fault on its character.
export default {
  name: 'config-completion',
  file: 'networks.yaml',
  async play(stage) {
    await stage.seeLine('"bridge": "br1"');
    await stage.goToLine(13);
    await stage.page.keyboard.press('End');
    await stage.page.keyboard.press('Enter');
    await stage.page.keyboard.type('"mac');
    await stage.suggest('macspoofchk');
    await stage.shoot('keys');
    await stage.acceptSuggestion('macspoofchk');
    await stage.seeLine(/"macspoofchk":\strue/);
    await stage.page.keyboard.press('Escape');
    await stage.goToLine(15);
    await stage.page.keyboard.press('End');
    await stage.page.keyboard.type(',');
    await stage.seeSquiggle('error');
    await stage.shoot('fault');
  },
};

/** Entry of the suite inside VS Code's extension host: runs mocha over the tests that this file imports. */
import Mocha from 'mocha';

/** Called by VS Code; a rejection is a failed run. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', color: true, timeout: 60_000 });
  // The tests call `describe` on being loaded, so mocha's globals must be there first.
  mocha.suite.emit('pre-require', globalThis as unknown as Mocha.MochaGlobals, '', mocha);
  await import('./activation.test');
  await import('./outage.test');
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} of the editor tests failed.`);
}

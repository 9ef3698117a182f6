/** Tells which commit a folder stands at, to see when it has moved. It reads nothing else. */

import { runGit } from './gitCommand';

/** The id of HEAD's commit; empty where there is none, no repository, or no git. */
export async function headOf(folder: string): Promise<string> {
  const answer = await runGit(folder, ['rev-parse', '--verify', '--quiet', 'HEAD']);
  return answer.kind === 'ok' ? answer.output.toString('utf8').trim() : '';
}

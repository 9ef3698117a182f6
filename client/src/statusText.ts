/** The words of the status item. Pure text from the server's numbers, without VS Code, so that it can be tested. */
import type { StatusParams } from '../../server/src/lsp/protocol';

/** What the item says: `text` stands alone in the status bar's pop-up, `detail` beside it in grey. */
export function describeStatus(
  { state, message, groups, rules, findings }: StatusParams,
  trusted: boolean,
): { readonly text: string; readonly detail: string } {
  const untrusted = trusted ? [] : ['not trusted: not compared with git'];
  if (state === 'indexing') return { text: 'SG Lens: reading', detail: message };
  if (state === 'error') return { text: 'SG Lens: incomplete', detail: [message, ...untrusted].join('; ') };

  const found = [
    count(findings.error, 'error'),
    count(findings.warning, 'warning'),
    count(findings.information + findings.hint, 'note'),
  ].filter((part) => part !== '');
  const size = `${count(groups, 'group') || 'no groups'}, ${count(rules, 'rule') || 'no rules'}`;
  return {
    text: `SG Lens: ${found.length === 0 ? 'nothing found' : found.join(', ')}`,
    detail: [size, ...(message === '' ? [] : [message]), ...untrusted].join('; '),
  };
}

/** `3 rules`, `1 rule`, or nothing at all for none. */
function count(amount: number, noun: string): string {
  if (amount === 0) return '';
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}

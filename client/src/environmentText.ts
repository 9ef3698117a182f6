/** The words about environments. Pure text from what the server says, without VS Code, so that it can be tested. */
import type { StatusParams } from '../../server/src/lsp/protocol';

const SHOWN_ROOTS = 3;

/** The roots that an environment applies to, as one line. */
export function rootsText(roots: readonly string[]): string {
  const rest = roots.length - SHOWN_ROOTS;
  return `${roots.slice(0, SHOWN_ROOTS).join(', ')}${rest > 0 ? ` and ${String(rest)} more` : ''}`;
}

/** What the environment's own item says; undefined where there is nothing to choose. */
export function describeEnvironment({
  environment,
  environments,
}: Pick<StatusParams, 'environment' | 'environments'>): string | undefined {
  if (environments === 0) return undefined;
  return `SG Lens environment: ${environment ?? 'all'}`;
}

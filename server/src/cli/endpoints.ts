/** What a person means by an end of a question: an address of the configuration, `internet`, a CIDR, an `sg-…` id. */

import type { RootAnalysis } from '../analysis/workspace';
import { withoutKeys } from '../network/instanceKeys';
import { nearestName } from '../source/nearestName';
import type { NetworkModel } from '../network/networkModel';
import { readIpPrefix } from '../packets/ipPrefix';
import type { Endpoint } from '../reachability/answer';
import { readEnd } from '../reachability/endText';
import type { CliError } from './cliError';
import { cliError } from './cliError';

/** The end in one root; undefined where that root has nothing of the name. */
export function endpointIn(model: NetworkModel, text: string): Endpoint | undefined {
  const reading = readIpPrefix(text);
  // A length that is no length must not pass for a name.
  if (reading.kind === 'invalidLength') return undefined;
  const end = readEnd(model, text);
  return end.kind === 'end' ? end.endpoint : undefined;
}

/** Why no root knows an end, and what it may have been meant to be. */
export function unknownEnd(option: string, text: string, roots: readonly RootAnalysis[]): CliError {
  const what = `${option} ${text} names nothing here.`;
  const reading = readIpPrefix(text);
  if (reading.kind === 'invalidLength') {
    return cliError(
      what,
      `A prefix length is a number from 0 to ${reading.longest}.`,
      `Correct what stands after the slash.`,
    );
  }
  const names = new Set<string>();
  for (const { root } of roots) {
    const model = root.model();
    for (const address of model.attachments.keys()) names.add(address);
    for (const id of model.views.keys()) names.add(id);
    for (const { name } of model.groups.values()) if (name.kind === 'known') names.add(name.value);
  }
  const candidates = candidatesFor(text, [...names]);
  const why = 'No root module has a group or an attached resource of that address.';
  if (candidates.length === 0) {
    const example = [...names].find((name) => name.includes('.'));
    return cliError(
      what,
      why,
      `Give a resource address${example === undefined ? '' : ` such as ${example}`}, internet, a CIDR or an sg-… id.`,
    );
  }
  const shown = candidates.slice(0, 5).join(', ');
  const more = candidates.length > 5 ? ` or ${candidates.length - 5} more` : '';
  return cliError(what, why, `Did you mean ${shown}${more}?`);
}

/** Instances of the address, the address within modules, or the nearest spelling. */
function candidatesFor(text: string, names: readonly string[]): readonly string[] {
  const parts = names.filter((name) => name.startsWith(`${text}[`) || name.endsWith(`.${text}`));
  const inModules = names.filter((name) => name.includes(`.${text}[`));
  const direct = [...parts, ...inModules];
  if (direct.length > 0) return direct.sort();
  const near = nearestName(text, names);
  if (near !== undefined) return [near];
  const label = text.slice(text.lastIndexOf('.') + 1);
  const sameLabel = names.filter((name) => withoutKeys(name).endsWith(`.${label}`));
  return label === text ? [] : sameLabel.sort();
}

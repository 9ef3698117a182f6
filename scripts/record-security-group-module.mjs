/**
 * Records the facts of terraform-aws-modules/security-group that a call says by name alone: the ports of each named
 * rule, and the named rules of each submodule. Reads `rules.tf` of a checkout and writes the table anew:
 *
 *     node scripts/record-security-group-module.mjs path/to/terraform-aws-security-group
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { parse } from '@cdktf/hcl2json';
import { format } from 'prettier';

const [checkout] = process.argv.slice(2);
if (checkout === undefined) throw new Error('Give the directory of a checkout of the module.');
const target = path.join(import.meta.dirname, '../server/src/providers/aws/securityGroupModuleRules.ts');

const text = readFileSync(path.join(checkout, 'rules.tf'), 'utf8');
const { variable } = await parse('rules.tf', text);
const rules = Object.entries(variable.rules[0].default)
  // A placeholder for rules that name their ports themselves.
  .filter(([name]) => name !== '_')
  .map(([name, [from, to, protocol]]) => [name, [Number(from), Number(to), String(protocol)]]);
const groups = Object.entries(variable.auto_groups[0].default).map(([name, group]) => [
  name,
  {
    ingress: group.ingress_rules ?? [],
    ingressSelf: group.ingress_with_self ?? [],
    egress: group.egress_rules ?? [],
    egressSelf: group.egress_with_self ?? [],
  },
]);

const source = `/**
 * Named rules of terraform-aws-modules/security-group/aws, and those of its submodules: facts, recorded by
 * scripts/record-security-group-module.mjs from the module's rules.tf. Do not edit.
 */

/** First port, last port and protocol by the name of the rule; -1 is every port or protocol, as the provider has it. */
export const namedRules: Readonly<Record<string, readonly [from: number, to: number, protocol: string]>> =
  ${JSON.stringify(Object.fromEntries(rules))};

export interface SubmoduleRules {
  readonly ingress: readonly string[];
  readonly ingressSelf: readonly string[];
  readonly egress: readonly string[];
  readonly egressSelf: readonly string[];
}

/** Names of the rules that each submodule adds by itself. */
export const submoduleRules: Readonly<Record<string, SubmoduleRules>> = ${JSON.stringify(Object.fromEntries(groups))};
`;
writeFileSync(target, await format(source, { parser: 'typescript', printWidth: 110, singleQuote: true }));
console.log(`${String(rules.length)} rules and ${String(groups.length)} submodules written to ${target}.`);

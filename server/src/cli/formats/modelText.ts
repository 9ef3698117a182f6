/** `model --format text`: the groups of every root with their rules and what carries them. */

import type { ModelReport, ReportedRule, ReportedRoot } from '../modelReport';
import type { ReportedTarget } from '../reportedValues';
import type { Colours } from '../terminal';
import { printable } from '../terminal';
import { trafficText } from './flowText';

export function modelText(report: ModelReport, colours: Colours): string {
  return report.roots.map((root) => rootText(root, colours)).join('\n');
}

function rootText(root: ReportedRoot, colours: Colours): string {
  const title = root.environment === null ? root.path : `${root.path} (${root.environment})`;
  const lines = [colours.bold(colours.underline(printable(title))), ''];
  if (root.groups.length === 0 && root.rules.length === 0) {
    lines.push(colours.dim('  no security groups'), '');
  }
  const byGroup = new Map<string, ReportedRule[]>(root.groups.map(({ address }) => [address, []]));
  for (const rule of root.rules) {
    const key = targetText(rule.group);
    const list = byGroup.get(key);
    if (list === undefined) byGroup.set(key, [rule]);
    else list.push(rule);
  }
  for (const [address, rules] of byGroup) {
    const group = root.groups.find((each) => each.address === address);
    const name = typeof group?.name === 'string' ? `  ${colours.dim(printable(group.name))}` : '';
    lines.push(`  ${colours.bold(printable(address))}${name}`);
    for (const rule of rules) lines.push(`    ${ruleText(rule, colours)}`);
    for (const { address: carrier } of root.attachments.filter(({ groups }) =>
      groups.some((each) => targetText(each) === address),
    )) {
      lines.push(`    ${colours.dim('on')}      ${printable(carrier)}`);
    }
    lines.push('');
  }
  return lines.join('\n');
}

function ruleText(rule: ReportedRule, colours: Colours): string {
  const peers = [
    ...rule.cidrs.map((each) => (typeof each === 'string' ? each : `(${each.unknown})`)),
    ...rule.groups.map(targetText),
    ...rule.prefixLists.map(targetText),
    ...(rule.self ? ['itself'] : []),
  ];
  const arrow = rule.direction === 'ingress' ? 'from' : 'to';
  const may = rule.certainty === 'certain' ? '' : ` ${colours.yellow('(may)')}`;
  const who = peers.length === 0 ? 'nobody' : peers.join(', ');
  return `${rule.direction.padEnd(7)} ${printable(`${portsText(rule)} ${arrow} ${who}`)}${may}`;
}

function portsText({ protocol, fromPort, toPort }: ReportedRule): string {
  if (typeof protocol !== 'string') return `(${protocol.unknown})`;
  if (typeof fromPort === 'object' && fromPort !== null) return `${protocol}/(${fromPort.unknown})`;
  if (fromPort === null) return trafficText({ protocol, ports: 'all' });
  if (protocol.startsWith('icmp')) {
    return fromPort === -1 ? `all ${protocol}` : `${protocol} type ${fromPort}`;
  }
  const last = typeof toPort === 'object' ? '' : String(toPort);
  const ports = String(fromPort) === last ? last : `${fromPort}-${last}`;
  return trafficText({ protocol, ports });
}

function targetText(target: ReportedTarget): string {
  if (typeof target === 'string') return target;
  return 'ref' in target ? target.ref : `(${target.unknown})`;
}

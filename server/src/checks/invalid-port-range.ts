/** Ports that no rule can have. See docs/checks/invalid-port-range.md. */

import type { Rule, RulePorts } from '../network/model';
import type { Fix } from '../source/edit';
import type { RuleCheck } from './check';
import { forCertainty } from './severity';
import { verb } from './wording';

const code = 'invalid-port-range';

type InvalidPorts = RulePorts & { readonly kind: 'invalid' };

export const invalidPortRange: RuleCheck = {
  code,
  severity: 'error',
  scope: 'rule',
  summary: 'The ports of a rule are reversed, out of range, no whole numbers or missing.',
  covers: [],
  *check(rule) {
    const { ports } = rule;
    if (ports.kind !== 'invalid') return;
    const { certainty } = rule;
    yield {
      code,
      severity: forCertainty('error', certainty),
      certainty,
      message: `${problemText(ports)}, so the rule ${verb(certainty, 'cannot', 'may not')} be created. ${adviceText(ports)}`,
      origin: placeOf(rule, ports),
      resource: rule.resource,
      related: [],
      fixes: ports.problem === 'swapped' ? swap(rule, ports) : [],
    };
  },
};

function problemText(ports: InvalidPorts): string {
  switch (ports.problem) {
    case 'swapped':
      return `The range begins at port ${ports.from} and ends at port ${ports.to}, before it began`;
    case 'out-of-range':
      return `Ports go from 0 to 65535, and this range is ${ports.from} to ${ports.to}`;
    case 'not-a-whole-number':
      return `Ports are whole numbers, and this range is ${ports.from} to ${ports.to}`;
    case 'missing':
      return 'The rule names a protocol with ports, but not both ends of its port range';
  }
}

function adviceText(ports: InvalidPorts): string {
  switch (ports.problem) {
    case 'swapped':
      return 'Swap the two.';
    case 'missing':
      return 'Write from_port and to_port; for one port they are the same.';
    case 'out-of-range':
    case 'not-a-whole-number':
      return 'Correct the number.';
  }
}

/** The end that is wrong where that is clear; for a swapped range its beginning. */
function placeOf(rule: Rule, ports: InvalidPorts): Rule['origin'] {
  const { fromPort, toPort } = rule.origins;
  const valid = (text: string): boolean => /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
  const first = ports.problem !== 'swapped' && valid(ports.from) ? toPort : fromPort;
  return first ?? fromPort ?? toPort ?? rule.headerOrigin;
}

/** Only where both numbers stand in the rule as they are: an expression's text would be lost. */
function swap(rule: Rule, ports: InvalidPorts): readonly Fix[] {
  const { fromPort, toPort } = rule.origins;
  if (fromPort === undefined || toPort === undefined) return [];
  if (fromPort.end - fromPort.start !== ports.from.length) return [];
  if (toPort.end - toPort.start !== ports.to.length) return [];
  return [
    {
      title: `Swap the ends: ${ports.to} to ${ports.from}`,
      preferred: true,
      operations: [
        { kind: 'replace', origin: fromPort, newText: ports.to },
        { kind: 'replace', origin: toPort, newText: ports.from },
      ],
    },
  ];
}

/**
 * The codes of proof steps and blockers, one sentence each, on the model of the explanation codes of AWS Reachability
 * Analyzer (https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html). The messages that name ends
 * and rules are made where the verdict is.
 */

export const EXPLANATIONS = {
  'allowed-by-group-rule': 'A rule names the group at the other end.',
  'allowed-by-self-rule': 'A rule admits members of its own group.',
  'allowed-by-address-rule': 'A rule admits the addresses at the other end.',
  'allowed-by-prefix-list-rule': 'A rule admits a prefix list that holds the addresses at the other end.',
  'allowed-by-unknown-peer':
    'A rule admits something that is known only after apply; it may be the other end.',
  'rule-of-unknown-group': 'A rule that fits exists, but which group it belongs to is not known.',
  'rules-not-in-configuration': 'The rules of the group are not, or not all, in this configuration.',
  'inline-rules-not-known': 'Whether the group has inline rules is not known.',
  'groups-not-known': 'The end may carry further groups that are not known.',
  'egress-removed-by-terraform':
    'The group has no egress rule at all: Terraform removes the allow-all rule that AWS gives a new group.',
  'no-egress-rule': 'The group has no egress rule, so nothing leaves it.',
  'no-ingress-rule': 'The group has no ingress rule, so nothing enters it.',
  'no-matching-egress-rule': 'No egress rule of the source fits the destination and the ports.',
  'no-matching-ingress-rule': 'No ingress rule of the destination fits the source and the ports.',
  'port-not-admitted': 'A rule names the other end, but on other ports or another protocol.',
  'peer-not-admitted': 'A rule has the ports, but for somebody else.',
  'rule-refused': 'The rule that should admit it is one that Terraform refuses.',
  'no-common-traffic': 'What leaves the source and what enters the destination have nothing in common.',
  'only-possible': 'What admits it depends on something that is known only after apply.',
  'addresses-only-overlap': 'A rule admits some of the addresses that the end may have, but not all of them.',
  'unknown-peers': 'A rule admits somebody who is known only after apply.',
  'nobody-named': 'No rule names anybody at the other end.',
  'no-such-end': 'The configuration has no such group or attachment.',
  'no-filter-between': 'Neither end is a group or carries one: no rule decides.',
} as const;

export type ExplanationCode = keyof typeof EXPLANATIONS;

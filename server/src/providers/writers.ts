/** Who writes rules back as configuration text, by provider. */

import type { RuleWriters } from '../network/ruleWriter';
import { awsRuleWriter } from './aws/ruleWriter';
import { provider as aws } from './aws/rule';

/** The writer for a provider's parts; undefined where rules are only read. */
export const writersFor: RuleWriters = (provider) => (provider === aws ? awsRuleWriter : undefined);

/** The provider of groups of the type whose rules may stand in their own block or in resources; undefined for others. */
export function providerOfGroups(type: string): string | undefined {
  return type === 'aws_security_group' ? aws : undefined;
}

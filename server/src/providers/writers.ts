/** Who writes rules back as configuration text, by provider. */

import type { RuleWriters } from '../network/ruleWriter';
import { awsRuleWriter } from './aws/ruleWriter';
import { provider as aws } from './aws/rule';

/** The writer for a provider's parts; undefined where rules are only read. */
export const writersFor: RuleWriters = (provider) => (provider === aws ? awsRuleWriter : undefined);

/** Values that several tests need: references, unknowns, origins. */

import { resourceInstance, rootModule } from '../../../server/src/configuration/address';
import { reference, unknown } from '../../../server/src/evaluation/build';
import type { Type, UnknownValue } from '../../../server/src/evaluation/value';
import { stringType } from '../../../server/src/evaluation/value';
import { documentUri } from '../../../server/src/source/documentUri';
import type { Anchor, Origin } from '../../../server/src/source/origin';

const anchor: Anchor = { uri: documentUri('file:///w/main.tf') };

/** A place in a file, told from others by its start. */
export function place(start: number): Origin {
  return { anchor, start, end: start + 1 };
}

/** `aws_security_group.<name>.<attribute>`, known after apply. */
export function groupAttribute(name: string, attribute = 'id', key?: number): UnknownValue {
  const resource = resourceInstance(rootModule, 'managed', 'aws_security_group', name, key);
  return reference({ resource, path: [attribute] }, stringType);
}

export function unknownOf(type: Type, detail = 'var.x'): UnknownValue {
  return unknown(type, { kind: 'variable-without-value', detail });
}

/** What every part of the model takes over from the resource that declares it. */

import type { EvaluatedResource } from '../evaluation/resource';

/** Address, certainty and places of a part that one resource instance declares. */
export function declaredPart(resource: EvaluatedResource) {
  return {
    address: resource.address.text,
    certainty: resource.certainty,
    origin: resource.origin,
    headerOrigin: resource.headerOrigin,
  } as const;
}

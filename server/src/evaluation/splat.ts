/** Splats: the same steps behind each element of a list, of instances, or of what is known of either. */

import type { Origin } from '../source/origin';
import type { TraversalStep } from '../syntax/tree';
import { attributeOf, force, indexOf, overCandidates } from './access';
import { commonType, list, tuple, unknown } from './build';
import { isNeverNull } from './equal';
import type { Scope, Target } from './scope';
import { evaluate, moveCloser, quietly, scopeOrigin, spend } from './scope';
import { isPrimitive } from './typeShape';
import type { UnknownValue, Value } from './value';
import { dynamicType } from './value';

/** `target[*]` or `target.*`, with the steps behind it applied to each element. */
export function splatOf(
  target: Target,
  steps: readonly TraversalStep[],
  scope: Scope,
  origin: Origin | undefined,
): Value {
  const step = (element: Target): Value => {
    spend(scope.run, 1);
    return applySteps(element, steps, scope, origin);
  };
  if (target.kind === 'handle') {
    const elements = target.splat();
    if (elements === undefined) return tuple([step(target)], origin, target.marks);
    const results = elements.map((element) => ({
      ...element,
      value:
        element.certainty === 'possible'
          ? quietly(scope.run, () => step(element.target))
          : step(element.target),
    }));
    if (results.every(({ certainty, symbolic }) => certainty === 'certain' && !symbolic)) {
      return tuple(
        results.map(({ value }) => value),
        origin,
        target.marks,
      );
    }
    const certain = results.filter((each) => each.certainty === 'certain' && !each.symbolic);
    const possible = results.filter((each) => !certain.includes(each));
    return unknown(dynamicType, { kind: 'condition', detail: '' }, origin, target.marks, {
      elements: {
        certain: certain.map(({ value }) => value),
        possible: possible.map(({ value }) => value),
        // However many a symbolic instance stands for, all of them are instances of this.
        closed: true,
      },
    });
  }
  switch (target.kind) {
    case 'null':
      return tuple([], origin, target.marks);
    case 'list':
    case 'set': {
      const values = target.elements.map(step);
      return list(commonType(values), values, origin, target.marks);
    }
    case 'tuple':
      return tuple(target.elements.map(step), origin, target.marks);
    case 'unknown':
      return splatOfUnknown(target, step, scope, origin);
    default:
      return tuple([step(target)], origin, target.marks);
  }
}

function splatOfUnknown(
  value: UnknownValue,
  step: (element: Target) => Value,
  scope: Scope,
  origin: Origin | undefined,
): Value {
  // A resource instance passed as a value is an object, not a list.
  if (value.reference?.path.length === 0) return tuple([step(value)], origin, value.marks);
  if (value.candidates !== undefined) {
    return overCandidates(value, scope, origin, (candidate) => {
      if (candidate.kind === 'unknown') return splatOfUnknown(candidate, step, scope, origin);
      if (candidate.kind === 'null') return tuple([], origin, candidate.marks);
      if (candidate.kind === 'list' || candidate.kind === 'set' || candidate.kind === 'tuple') {
        return tuple(candidate.elements.map(step), origin, candidate.marks);
      }
      return tuple([step(candidate)], origin, candidate.marks);
    });
  }
  if (value.elements !== undefined && value.elements.keys === undefined && value.type.kind !== 'map') {
    const { certain, possible, closed } = value.elements;
    return unknown(dynamicType, value.reason, origin, value.marks, {
      elements: { certain: certain.map(step), possible: possible.map(step), closed },
    });
  }
  if (value.type.kind === 'list' || value.type.kind === 'set') {
    const element = step(unknown(value.type.element, value.reason, origin));
    const type = element.kind === 'unknown' ? element.type : commonType([element]);
    return unknown({ kind: 'list', element: type }, value.reason, origin, value.marks);
  }
  if (isPrimitive(value.type) && isNeverNull(value)) return tuple([step(value)], origin, value.marks);
  return unknown(dynamicType, value.reason, origin, value.marks);
}

function applySteps(
  element: Target,
  steps: readonly TraversalStep[],
  scope: Scope,
  origin: Origin | undefined,
): Value {
  let result = element;
  for (const step of steps) {
    const { length } = scope.run.failures;
    switch (step.kind) {
      case 'attribute':
        result = attributeOf(result, step.name.text, scope, origin);
        if (scope.run.failures.length > length) {
          moveCloser(scope.run, length, origin, scopeOrigin(scope, step.span));
        }
        break;
      case 'index':
        result = indexOf(result, evaluate(step.key, scope), scope, scopeOrigin(scope, step.span));
        break;
      case 'splat':
        result = splatOf(result, step.steps, scope, origin);
        break;
    }
  }
  return force(result, origin);
}

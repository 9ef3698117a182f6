/** Hovers on values: what an expression, a variable, a local value or an output is, and what its CIDRs cover. Markdown. */

import type { Workspace } from '../analysis/workspace';
import type { ModuleEvaluation } from '../evaluation/evaluation';
import { renderValue } from '../evaluation/render';
import type { Value } from '../evaluation/value';
import type { Span } from '../source/span';
import type { Cursor, ModuleInRoot } from './cursor';
import { environmentNote, firstOf } from './foldedSections';
import { code, codeBlock } from './markdown';
import { describePrefix, meetingText } from './prefixText';

/** Instances of a module that are looked at for what differs between them. */
export const mostInstances = 24;

/** What is said of the others. */
export function othersNote(modules: readonly ModuleInRoot[]): readonly string[] {
  const rest = modules.length - mostInstances;
  return rest > 0
    ? [`The first ${mostInstances} of ${modules.length} calls of the module were looked at.`]
    : [];
}

const shownPlaces = 3;
/** CIDRs of a value that are described. */
const shownPrefixes = 2;

/** The value in each way that its module is called, each once; none where nothing is known of it. */
export function valueSections(
  workspace: Workspace,
  modules: readonly ModuleInRoot[],
  valueIn: (place: ModuleInRoot) => Value,
): readonly string[] {
  const byText = new Map<
    string,
    { readonly places: string[]; readonly value: Value; readonly in: ModuleInRoot }
  >();
  for (const place of modules.slice(0, mostInstances)) {
    const { analysis, module } = place;
    const value = valueIn(place);
    if (value.kind === 'unknown' && value.reason.kind === 'computed-from-unknown') continue;
    const text = renderValue(value);
    const where = `${module.address.text === '' ? 'the root module' : code(module.address.text)}${environmentNote(analysis)}`;
    const known = byText.get(text);
    if (known === undefined) byText.set(text, { places: [where], value, in: place });
    else known.places.push(where);
  }
  const sections = firstOf(
    [...byText].map(
      ([
        text,
        {
          places,
          value,
          in: { analysis },
        },
      ]) =>
        () => {
          const rest = places.length - shownPlaces;
          const where =
            byText.size === 1
              ? ''
              : `In ${places.slice(0, shownPlaces).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}:\n\n`;
          const prefixes = textsIn(value).flatMap((each) => {
            const description = describePrefix(each);
            return description === undefined ? [] : [{ each, description }];
          });
          const covered = prefixes.slice(0, shownPrefixes).map(({ each, description }) => {
            const meeting = meetingText(workspace, analysis, each);
            return meeting === '' ? description : `${description} ${meeting}`;
          });
          return [`${where}${codeBlock(text)}`, ...covered].join('\n\n');
        },
    ),
  );
  return sections.length === 0 ? [] : [...sections, ...othersNote(modules)];
}

/** The text of a value, or those of a list or set. */
function textsIn(value: Value): readonly string[] {
  switch (value.kind) {
    case 'string':
      return [value.value];
    case 'list':
    case 'set':
    case 'tuple':
      return value.elements.flatMap((element) => (element.kind === 'string' ? [element.value] : []));
    default:
      return [];
  }
}

export interface DeclaredValue {
  readonly span: Span;
  readonly valueIn: (module: ModuleEvaluation) => Value;
}

/** The variable, local value or output whose name the cursor is on. */
export function declaredValueAt({ place: { item, offset, path } }: Cursor): DeclaredValue | undefined {
  const { node } = item;
  const on = (span: Span): boolean => span.start <= offset && offset <= span.end;
  // Of a variable file: `name = value`.
  if (node.kind === 'argument') {
    const { span, text } = node.name;
    return on(span) ? { span, valueIn: (module) => module.variable(text) } : undefined;
  }
  if (node.type.text === 'locals') {
    const local = path.find((each) => each.kind === 'argument' && on(each.name.span));
    if (local?.kind !== 'argument') return undefined;
    return { span: local.name.span, valueIn: (module) => module.local(local.name.text) };
  }
  const [name] = node.labels;
  if (name === undefined || offset >= node.body.span.start) return undefined;
  const span = { start: node.span.start, end: name.span.end };
  if (node.type.text === 'variable') return { span, valueIn: (module) => module.variable(name.text) };
  if (node.type.text === 'output') return { span, valueIn: (module) => module.output(name.text) };
  return undefined;
}

/**
 * Terraform's JSON syntax onto the tree of the native one, so that nothing behind the parser tells them apart. A
 * top-level item is the smallest property that is one block: `"web": { … }` of a resource; so an edit of one resource
 * leaves all others as they are. The names above it (`resource`, the type) stand outside its text: their spans are
 * empty, at its start.
 */

import { blocksBehind, isComment, toArgument, toBlock, topLevelShapes } from './jsonBodies';
import type { JsonPlace } from './jsonExpressions';
import { parseJsonText } from './jsonValues';
import type { JsonObject, JsonProperty } from './jsonValues';
import type { Block, BodyItem, SyntaxProblem, SyntaxTree, TopLevelItem } from './tree';
import type { SourceFile } from '../source/sourceFile';
import type { Span } from '../source/span';

/** What a file of JSON is: blocks by Terraform's names, or one value per property. */
export type JsonContent = 'configuration' | 'variables';

/** The tree of a .tf.json, .tofu.json or .tfvars.json file. Never throws. */
export function parseJsonDocument(file: SourceFile, content: JsonContent): SyntaxTree {
  const { value, problems: mistakes } = parseJsonText(file.text);
  const problems: SyntaxProblem[] = [...mistakes];
  const items: TopLevelItem[] = [];
  const add = (span: Span, make: (place: JsonPlace) => BodyItem): void => {
    const place: JsonPlace = { text: file.text, base: span.start, problems };
    items.push({ anchor: { uri: file.uri }, start: span.start, end: span.end, node: make(place) });
  };
  const roots = value.kind === 'array' ? value.elements : [value];
  for (const root of roots) {
    if (root.kind !== 'object') {
      // An empty text is a mistake that has been told.
      if (root.kind !== 'missing') problems.push(notAnObject(root.span));
      continue;
    }
    if (content === 'configuration') addBlocks(root, { text: file.text, base: 0, problems }, add);
    else addValues(root, problems, add);
  }
  return {
    file,
    items,
    problems: problems.sort((left, right) => left.span.start - right.span.start),
    comments: [],
  };
}

type Add = (span: Span, make: (place: JsonPlace) => BodyItem) => void;

function addBlocks(root: JsonObject, outside: JsonPlace, add: Add): void {
  for (const property of root.properties) {
    if (isComment(property)) continue;
    const { key, value } = property;
    const shape = topLevelShapes.get(key.text);
    if (shape === undefined) {
      // A block that a newer Terraform may know, or something that belongs into a block: what reads it says so.
      if (value.kind === 'object') {
        for (const found of blocksBehind(outside, property, 0)) {
          add(found.span, (place) => toBlock(place, { text: key.text, key }, found, {}));
        }
      } else add(property.span, (place) => toArgument(place, property, 'template'));
      continue;
    }
    for (const found of blocksBehind(outside, property, shape.labels)) {
      add(found.span, (place): Block => toBlock(place, { text: key.text, key }, found, shape.body));
    }
  }
}

function addValues(root: JsonObject, problems: SyntaxProblem[], add: Add): void {
  const seen = new Map<string, JsonProperty>();
  for (const property of root.properties) {
    if (isComment(property)) continue;
    const { key } = property;
    if (seen.has(key.text)) {
      problems.push({
        span: key.span,
        code: 'duplicate-argument',
        message: `Duplicate property: "${key.text}" is set already in this file. Remove one of the two.`,
      });
    }
    seen.set(key.text, property);
    // The values of variables refer to nothing: their strings are no templates.
    add(property.span, (place) => toArgument(place, property, 'text'));
  }
}

function notAnObject(span: Span): SyntaxProblem {
  return {
    span,
    code: 'not-a-block',
    message:
      'Incorrect JSON value: a configuration file in JSON syntax holds one object. Enclose it in braces.',
  };
}

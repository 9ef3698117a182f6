/** Reads Terraform's text of a resource instance's address back: the opposite of configuration/address.ts. */

import {
  childModule,
  resourceInstance,
  rootModule,
  unknownKey,
  type InstanceKey,
  type ModuleInstanceAddress,
  type ResourceInstanceAddress,
  type ResourceMode,
} from '../configuration/address';

const NAME = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const KEY = /\[(?:(\d+)|("(?:[^"\\]|\\.)*")|(\*))\]/y;

/** `module.a["x"].data.aws_vpc.main[0]` in its parts; undefined for any other text, with anything behind it too. */
export function parseResourceInstanceAddress(text: string): ResourceInstanceAddress | undefined {
  const reader = { text, position: 0 };
  let module: ModuleInstanceAddress = rootModule;
  let word = readName(reader);
  while (word === 'module') {
    const name = readDotName(reader);
    if (name === undefined) return undefined;
    module = childModule(module, name, readKey(reader));
    word = readDotName(reader);
  }
  let mode: ResourceMode = 'managed';
  if (word === 'data' || word === 'ephemeral') {
    mode = word;
    word = readDotName(reader);
  }
  const name = readDotName(reader);
  if (word === undefined || name === undefined) return undefined;
  const key = readKey(reader);
  return reader.position === text.length ? resourceInstance(module, mode, word, name, key) : undefined;
}

interface Reader {
  readonly text: string;
  position: number;
}

function take(reader: Reader, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = reader.position;
  const match = pattern.exec(reader.text);
  if (match === null) return undefined;
  reader.position += match[0].length;
  return match;
}

function readName(reader: Reader): string | undefined {
  return take(reader, NAME)?.[0];
}

function readDotName(reader: Reader): string | undefined {
  if (reader.text[reader.position] !== '.') return undefined;
  reader.position += 1;
  return readName(reader);
}

function readKey(reader: Reader): InstanceKey | undefined {
  const match = take(reader, KEY);
  if (match === undefined) return readKeyText(reader);
  const [, number, quoted] = match;
  if (number !== undefined) return Number(number);
  if (quoted === undefined) return unknownKey;
  try {
    return String(JSON.parse(quoted));
  } catch {
    return undefined;
  }
}

/** A key known only after apply, as what it refers to: `[aws_vpc.main["a"].id]`. Brackets and quotes inside match. */
function readKeyText(reader: Reader): InstanceKey | undefined {
  const { text, position } = reader;
  if (text[position] !== '[') return undefined;
  let depth = 0;
  for (let index = position; index < text.length; index++) {
    const character = text[index];
    if (character === '"') {
      index++;
      while (index < text.length && text[index] !== '"') index += text[index] === '\\' ? 2 : 1;
    } else if (character === '[') depth++;
    else if (character === ']' && --depth === 0) {
      reader.position = index + 1;
      return { kind: 'unknown', text: text.slice(position + 1, index) };
    }
  }
  return undefined;
}

/** Which of the two syntaxes a file is in, by its name; and its tree, whichever that is. */

import { parseDocument } from './parse';
import { parseJsonDocument } from './parseJson';
import type { SyntaxTree } from './tree';
import type { DocumentUri } from '../source/documentUri';
import type { SourceFile } from '../source/sourceFile';

/** True for files in JSON syntax: .tf.json, .tofu.json, .tfvars.json. */
export function isJsonSyntax(uri: DocumentUri): boolean {
  return uri.endsWith('.json');
}

/** The tree of a file that belongs to a module or gives values to variables. Never throws. */
export function parseFile(file: SourceFile): SyntaxTree {
  if (!isJsonSyntax(file.uri)) return parseDocument(file);
  return parseJsonDocument(file, file.uri.endsWith('vars.json') ? 'variables' : 'configuration');
}

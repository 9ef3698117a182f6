/** From the analysis' places and severities to the protocol's. The only file that knows both. */

import type {
  DiagnosticRelatedInformation,
  Location as LspLocation,
  Range as LspRange,
} from 'vscode-languageserver';
import { DiagnosticSeverity } from 'vscode-languageserver';
import type { Severity } from '../checks/check';
import type { DocumentUri } from '../source/documentUri';
import type { TextEdit } from '../source/edit';
import { rangeOf } from '../source/lineIndex';
import type { Location } from '../source/origin';
import type { SourceFile } from '../source/sourceFile';
import type { Span } from '../source/span';

export function toRange(file: SourceFile, span: Span): LspRange {
  return rangeOf(file.lines, span);
}

/** Gives a document the spelling that the client knows it by. */
export type ClientUri = (uri: DocumentUri) => string;

export function toLocation(location: Location, clientUri: ClientUri): LspLocation {
  return { uri: clientUri(location.file.uri), range: toRange(location.file, location.span) };
}

export function toRelated(
  related: { readonly location: Location; readonly message: string },
  clientUri: ClientUri,
): DiagnosticRelatedInformation {
  return { location: toLocation(related.location, clientUri), message: related.message };
}

export function toSeverity(severity: Severity): DiagnosticSeverity {
  switch (severity) {
    case 'error':
      return DiagnosticSeverity.Error;
    case 'warning':
      return DiagnosticSeverity.Warning;
    case 'information':
      return DiagnosticSeverity.Information;
    case 'hint':
      return DiagnosticSeverity.Hint;
  }
}

/** An edit in the protocol's terms; `file` is the text that the edit's offsets are of. */
export function toTextEdit(file: SourceFile, edit: TextEdit): { range: LspRange; newText: string } {
  return { range: toRange(file, edit.span), newText: edit.newText };
}

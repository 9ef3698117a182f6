/**
 * When Terraform's own parser is asked about an open document: when it is opened, after a pause in typing, on save. It
 * does not know JSON syntax; of that our own parser tells what Terraform would refuse.
 */

import type { Diagnostic } from 'vscode-languageserver';
import { DiagnosticSeverity } from 'vscode-languageserver';
import type { TerraformVerdict, VerdictProblem } from '../host/terraformVerdict';
import type { DocumentUri } from '../source/documentUri';
import { baseName } from '../source/documentUri';
import type { SourceFile } from '../source/sourceFile';
import { isJsonSyntax } from '../syntax/parseFile';
import type { SyntaxProblem, SyntaxTree } from '../syntax/tree';
import { toRange } from './convert';

/** Milliseconds without a keystroke after which the parser is asked. */
const pause = 600;

export interface Verdicts {
  readonly ask: (uri: DocumentUri) => void;
  askSoon(uri: DocumentUri): void;
  /** Takes back what was said about a document, and what was going to be. */
  forget(uri: DocumentUri): void;
  stop(): void;
}

export interface VerdictsOptions {
  readonly verdict: TerraformVerdict;
  /** The current text; undefined for a document about which nothing is to be said. */
  readonly textOf: (uri: DocumentUri) => string | undefined;
  readonly treeOf: (uri: DocumentUri) => SyntaxTree | undefined;
  readonly publish: (uri: DocumentUri, diagnostics: readonly Diagnostic[]) => void;
}

export function createVerdicts({ verdict, textOf, treeOf, publish }: VerdictsOptions): Verdicts {
  const timers = new Map<DocumentUri, NodeJS.Timeout>();
  const stopTimer = (uri: DocumentUri): void => {
    clearTimeout(timers.get(uri));
    timers.delete(uri);
  };
  const ask = (uri: DocumentUri): void => {
    stopTimer(uri);
    const text = textOf(uri);
    if (text === undefined) {
      publish(uri, []);
      return;
    }
    if (isJsonSyntax(uri)) {
      const tree = treeOf(uri);
      publish(uri, tree?.problems.map((problem) => syntaxDiagnostic(tree.file, problem)) ?? []);
      return;
    }
    void verdict.verdict(baseName(uri), text).then((answer) => {
      // An answer about a text that has changed meanwhile would squiggle the wrong words.
      if (answer === undefined || textOf(uri) !== text) return;
      publish(uri, answer.problems.map(toDiagnostic));
    });
  };
  return {
    ask,
    askSoon(uri) {
      stopTimer(uri);
      timers.set(
        uri,
        setTimeout(() => {
          ask(uri);
        }, pause),
      );
    },
    forget(uri) {
      stopTimer(uri);
      publish(uri, []);
    },
    stop() {
      for (const timer of timers.values()) clearTimeout(timer);
      void verdict.dispose();
    },
  };
}

function syntaxDiagnostic(file: SourceFile, { span, message }: SyntaxProblem): Diagnostic {
  return { range: toRange(file, span), severity: DiagnosticSeverity.Error, source: 'terraform', message };
}

function toDiagnostic({ range, message: { summary, detail } }: VerdictProblem): Diagnostic {
  return {
    range,
    severity: DiagnosticSeverity.Error,
    source: 'terraform',
    message: detail === '' ? summary : `${summary}: ${detail}`,
  };
}

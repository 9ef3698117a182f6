/** The outline of a file: its blocks, with the nested blocks of resources and the names in `locals`. */

import type { Workspace } from '../analysis/workspace';
import type { DocumentUri } from '../source/documentUri';
import type { SourceFile } from '../source/sourceFile';
import type { Span } from '../source/span';
import type { Block, BodyItem } from '../syntax/tree';

export interface OutlineSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'resource' | 'data' | 'module' | 'variable' | 'output' | 'local' | 'block' | 'argument';
  /** Absolute spans: the whole of it, and its name. */
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children: readonly OutlineSymbol[];
}

export function documentSymbols(
  workspace: Workspace,
  uri: DocumentUri,
): { readonly file: SourceFile; readonly symbols: readonly OutlineSymbol[] } | undefined {
  const tree = workspace.project.store.tree(uri);
  if (tree === undefined) return undefined;
  return { file: tree.file, symbols: tree.items.map(({ node, start }) => toSymbol(node, start, true)) };
}

function toSymbol(item: BodyItem, base: number, top: boolean): OutlineSymbol {
  const at = (span: Span): Span => ({ start: base + span.start, end: base + span.end });
  if (item.kind === 'argument') {
    return {
      name: item.name.text,
      detail: '',
      kind: top ? 'variable' : 'argument',
      span: at(item.span),
      nameSpan: at(item.name.span),
      children: [],
    };
  }
  const isLocals = top && item.type.text === 'locals';
  const nested = item.body.items.filter((each) => isLocals || each.kind === 'block');
  const lastLabel = item.labels.at(-1);
  return {
    name: blockName(item, top),
    detail: top && item.labels.length > 0 ? item.type.text : '',
    kind: top ? blockKind(item) : 'block',
    span: at(item.span),
    nameSpan: at(lastLabel?.span ?? item.type.span),
    children: nested.map((each) => {
      const symbol = toSymbol(each, base, false);
      return isLocals ? { ...symbol, kind: 'local' } : symbol;
    }),
  };
}

function blockName(block: Block, top: boolean): string {
  const labels = block.labels.map((label) => label.text).filter((text) => text !== '');
  if (!top) return [block.type.text, ...labels].join(' ');
  return labels.length === 0 ? block.type.text : labels.join('.');
}

function blockKind(block: Block): OutlineSymbol['kind'] {
  switch (block.type.text) {
    case 'resource':
    case 'data':
    case 'module':
    case 'variable':
    case 'output':
      return block.type.text;
    default:
      return 'block';
  }
}

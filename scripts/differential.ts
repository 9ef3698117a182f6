/**
 * Compares our parser with HashiCorp's over directories of Terraform files: the same verdict (accepted or not) and,
 * for accepted files, the same JSON.
 *
 *     npx tsx scripts/differential.ts DIRECTORY...
 */
import { isDeepStrictEqual } from 'node:util';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from '@cdktf/hcl2json';
import { documentUri } from '../server/src/source/documentUri';
import { createSourceFile } from '../server/src/source/sourceFile';
import { parseDocument } from '../server/src/syntax/parse';
import { hcl2jsonShape, NoShape } from '../test/syntax/hcl2jsonShape';

const extensions = ['.tf', '.tofu', '.tfvars', '.hcl'];

async function main(directories: readonly string[]): Promise<void> {
  const count = { files: 0, characters: 0, accepted: 0, same: 0, rejected: 0, rejectedByBoth: 0, noShape: 0 };
  for (const directory of directories) {
    const names = readdirSync(directory, { recursive: true, encoding: 'utf8' });
    for (const name of names.filter((each) => extensions.includes(path.extname(each))).sort()) {
      const file = path.join(directory, name);
      const text = readText(file);
      if (text === undefined) continue;
      count.files++;
      count.characters += text.length;
      const tree = parseDocument(createSourceFile(documentUri(`file:///${name}`), text));
      const first = tree.problems.find(({ code }) => code !== 'ambiguous-key');
      const theirs = await parse('x.tf', text).catch((error: unknown) => String(error));
      if (typeof theirs === 'string') {
        if (!theirs.includes('parse config')) {
          count.noShape++;
          continue;
        }
        count.rejected++;
        if (first !== undefined) count.rejectedByBoth++;
        else console.log(`${file}: accepted here, but: ${theirs}`);
        continue;
      }
      count.accepted++;
      if (first !== undefined) {
        console.log(
          `${file}:${tree.file.lines.lineStarts.filter((at) => at <= first.span.start).length}: ${first.message}`,
        );
        continue;
      }
      const ours = shapeOf(tree);
      if (isDeepStrictEqual(ours, theirs)) count.same++;
      else console.log(`${file}: the JSON differs at ${firstDifference(ours, theirs)}`);
    }
  }
  console.log(
    `${count.files} files, ${(count.characters / 1e6).toFixed(1)} MB: ${count.same} of ${count.accepted} accepted files agree; ` +
      `${count.rejectedByBoth} of ${count.rejected} rejected files are rejected by both; ${count.noShape} have no JSON.`,
  );
  process.exitCode = count.same === count.accepted && count.rejectedByBoth === count.rejected ? 0 : 1;
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // A directory named like a file, or a dangling link.
    return undefined;
  }
}

function shapeOf(tree: Parameters<typeof hcl2jsonShape>[0]): unknown {
  try {
    return hcl2jsonShape(tree);
  } catch (error) {
    if (error instanceof NoShape) return undefined;
    throw error;
  }
}

function firstDifference(ours: unknown, theirs: unknown, at = '$'): string {
  if (typeof ours === 'object' && typeof theirs === 'object' && ours !== null && theirs !== null) {
    const left = new Map<string, unknown>(Object.entries(ours));
    const right = new Map<string, unknown>(Object.entries(theirs));
    for (const key of new Set([...left.keys(), ...right.keys()])) {
      if (!isDeepStrictEqual(left.get(key), right.get(key))) {
        return firstDifference(left.get(key), right.get(key), `${at}.${key}`);
      }
    }
  }
  return `${at}\n  ours:   ${JSON.stringify(ours)}\n  theirs: ${JSON.stringify(theirs)}`;
}

void main(process.argv.slice(2)).finally(() => {
  // The WebAssembly of hcl2json keeps the process alive.
  process.exit();
});

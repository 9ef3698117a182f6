/**
 * The list of a commit's files, from `git ls-tree -r -z -l`. Symbolic links that stay inside the repository count as
 * what they point to, as they do on the disk. It starts no process.
 */

export interface TreeFile {
  /** From the top of the repository, with `/`. */
  readonly path: string;
  readonly id: string;
  /** Bytes. */
  readonly size: number;
}

/** Links that are looked at; more of them is not a configuration. */
const maxLinks = 5_000;

/** Links to links are followed this far. */
const maxHops = 8;

/**
 * The wanted files of a listing. `readBlobs` gives texts by object id, or undefined when it cannot: then the answer is
 * undefined as well.
 */
export async function readTree(
  listing: Buffer,
  isWanted: (file: TreeFile) => boolean,
  readBlobs: (ids: readonly string[]) => Promise<readonly (string | undefined)[] | undefined>,
): Promise<readonly TreeFile[] | undefined> {
  const files: TreeFile[] = [];
  const links: TreeFile[] = [];
  for (const entry of listing.toString('utf8').split('\0')) {
    const match = /^(\d+) blob ([0-9a-f]+) +(\d+)\t(.*)$/s.exec(entry);
    if (match === null) continue;
    const [, mode, id = '', size = '0', path = ''] = match;
    const file = { path, id, size: Number(size) };
    if (mode === '120000') links.push(file);
    else files.push(file);
  }
  const wanted = files.filter(isWanted);
  if (links.length === 0) return wanted;
  const followed = links.slice(0, maxLinks);
  const targets = await readBlobs(followed.map((link) => link.id));
  if (targets === undefined) return undefined;
  const linkTargets = new Map<string, string>();
  followed.forEach((link, index) => {
    const target = resolveLink(link.path, targets[index] ?? '');
    if (target !== undefined) linkTargets.set(link.path, target);
  });
  const byPath = new Map(files.map((file) => [file.path, file]));
  for (const link of linkTargets.keys()) {
    const target = followLinks(link, linkTargets);
    if (target === undefined) continue;
    const file = byPath.get(target);
    if (file !== undefined) {
      wanted.push(...[{ ...file, path: link }].filter(isWanted));
      continue;
    }
    // A link to a directory above itself would go round for ever.
    if (`${link}/`.startsWith(`${target}/`) || target === '') continue;
    for (const below of files) {
      if (!below.path.startsWith(`${target}/`)) continue;
      const alias = { ...below, path: link + below.path.slice(target.length) };
      if (isWanted(alias)) wanted.push(alias);
    }
  }
  return wanted;
}

function followLinks(start: string, links: ReadonlyMap<string, string>): string | undefined {
  let path = start;
  for (let hops = 0; hops < maxHops; hops++) {
    const next = links.get(path);
    if (next === undefined) return path;
    path = next;
  }
  return undefined;
}

/** The target as a path from the top; undefined for one that leads out of the repository. */
function resolveLink(link: string, target: string): string | undefined {
  if (target === '' || target.startsWith('/') || /^[A-Za-z]:/.test(target)) return undefined;
  const segments = link.split('/').slice(0, -1);
  for (const segment of target.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join('/');
}

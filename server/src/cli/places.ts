/** Places as the JSON of the command line has them: paths relative to PATH, 0-based lines, UTF-16 characters. */

import type { DocumentUri } from '../source/documentUri';
import { relativePath } from '../source/documentUri';
import type { Range } from '../source/lineIndex';
import { rangeOf } from '../source/lineIndex';
import type { Location } from '../source/origin';

export interface Place {
  /** Relative to PATH, with `/`; may climb with `..` to a module outside. */
  readonly file: string;
  readonly range: Range;
}

export function placeOf(folder: DocumentUri, location: Location): Place {
  return {
    file: relativePath(folder, location.file.uri),
    range: rangeOf(location.file.lines, location.span),
  };
}

/** `net/main.tf:4:3`, as terminals and editors make a link of: 1-based. */
export function placeText({ file, range }: Place): string {
  return `${file}:${range.start.line + 1}:${range.start.character + 1}`;
}

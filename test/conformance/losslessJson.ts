/** JSON that keeps numbers as they are written: Terraform's are wider than a double. */

/** A number by its text. */
export class NumberText {
  constructor(readonly text: string) {}
}

export type LosslessJson =
  null | boolean | string | NumberText | readonly LosslessJson[] | { readonly [key: string]: LosslessJson };

const tag = '\u0000number:';

export function parseLossless(text: string): LosslessJson {
  const tagged = text.replace(/"(?:\\.|[^"\\])*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
    token.startsWith('"') ? token : JSON.stringify(tag + token),
  );
  return JSON.parse(tagged, (_, value: unknown) =>
    typeof value === 'string' && value.startsWith(tag) ? new NumberText(value.slice(tag.length)) : value,
  ) as LosslessJson;
}

export function printLossless(json: LosslessJson): string {
  const text = JSON.stringify(
    json,
    (_, value: unknown) => (value instanceof NumberText ? tag + value.text : value),
    1,
  );
  return text.replace(/"\\u0000number:([^"]*)"/g, '$1') + '\n';
}

/** Addresses of parts without the keys of instances, for people who do not write them out. */

/** `module.a["x"].aws_security_group.web[0]` as `module.a.aws_security_group.web`. */
export function withoutKeys(address: string): string {
  return address.replace(/\[(?:"(?:[^"\\]|\\.)*"|[^\]]*)\]/g, '');
}

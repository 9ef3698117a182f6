/**
 * Addresses of Terraform objects as values of their own: what is declared (without instance keys) and what is
 * instantiated (with them). Their text is Terraform's own: `module.a["x"].aws_security_group.db[0]`.
 */

/**
 * Key of an instance made by count (number) or for_each (string). `unknown` is the one symbolic instance that stands
 * for all instances when count or for_each is known only after apply; it is written `[*]`. With a `text` it is a
 * single instance whose key is known only after apply, told apart by what the key refers to: `[aws_vpc.main.id]`.
 */
export type InstanceKey = number | string | { readonly kind: 'unknown'; readonly text?: string };

/** The symbolic key, shared. */
export const unknownKey: InstanceKey = Object.freeze({ kind: 'unknown' });

/** An instance of a module in the tree; the root module has no steps and the text `''`. */
export interface ModuleInstanceAddress {
  readonly steps: readonly ModuleStep[];
  /** `module.a["x"].module.b`, or `''` for the root. */
  readonly text: string;
}

export interface ModuleStep {
  readonly name: string;
  readonly key: InstanceKey | undefined;
}

export type ResourceMode = 'managed' | 'data' | 'ephemeral';

/** One instance of a resource, absolute. `text` identifies it within its root module and environment. */
export interface ResourceInstanceAddress {
  readonly module: ModuleInstanceAddress;
  readonly mode: ResourceMode;
  readonly type: string;
  readonly name: string;
  readonly key: InstanceKey | undefined;
  readonly text: string;
}

/**
 * Pieces as one text, for what is kept in great numbers: what is put together in any other way V8 keeps as a tree of
 * its pieces, 32 bytes each.
 */
export function joined(...pieces: readonly string[]): string {
  return pieces.join('');
}

export const rootModule: ModuleInstanceAddress = Object.freeze({ steps: [], text: '' });

/** Text of an instance key with its brackets, `''` when there is none. Strings are quoted as Terraform does. */
export function keyText(key: InstanceKey | undefined): string {
  if (key === undefined) return '';
  if (typeof key === 'number') return `[${key}]`;
  if (typeof key === 'string') return `[${JSON.stringify(key)}]`;
  return `[${key.text ?? '*'}]`;
}

export function childModule(
  parent: ModuleInstanceAddress,
  name: string,
  key: InstanceKey | undefined,
): ModuleInstanceAddress {
  const own = `module.${name}${keyText(key)}`;
  return {
    steps: [...parent.steps, { name, key }],
    text: parent.text === '' ? own : `${parent.text}.${own}`,
  };
}

export function resourceInstance(
  module: ModuleInstanceAddress,
  mode: ResourceMode,
  type: string,
  name: string,
  key: InstanceKey | undefined,
): ResourceInstanceAddress {
  const before = module.text === '' ? '' : '.';
  const prefix = mode === 'managed' ? '' : mode === 'data' ? 'data.' : 'ephemeral.';
  const text = joined(module.text, before, prefix, type, '.', name, keyText(key));
  return { module, mode, type, name, key, text };
}

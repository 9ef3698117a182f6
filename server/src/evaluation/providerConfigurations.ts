/**
 * Which configuration of its provider a resource is made with: by its `provider` argument, by what the calls of its module
 * pass down in `providers`, or by the default one that modules inherit
 * (https://developer.hashicorp.com/terraform/language/modules/develop/providers). What a configuration says is for the
 * provider's adapters to read.
 */

import type { ModuleCallDeclaration, ProviderDeclaration } from '../configuration/declarations';
import { anchorOfItem } from '../configuration/declarations';
import { plainText } from '../syntax/statics';
import type { Argument, Expression } from '../syntax/tree';
import { createBody } from './body';
import type { ModuleInstance } from './moduleInstance';
import type { EvaluatedBody } from './resource';
import { traversalText } from './traversal';

/** One configuration of a provider within a root. */
export interface ProviderConfiguration {
  /** Its address, equal exactly for the same one: `aws`, `aws.west`, `module.a.aws`. */
  readonly name: string;
  /** What its block says; undefined for the default one that nobody writes. */
  readonly body: EvaluatedBody | undefined;
  /** The block, by which it is told whether it is the same as before. */
  readonly declaration: ProviderDeclaration | undefined;
}

const metaArguments: ReadonlySet<string> = new Set(['alias', 'version', 'for_each']);

/** `aws.west` in two parts; undefined for what is no name of a configuration, as one of several instances is. */
export function configurationName(expression: Expression): string | undefined {
  const text = plainText(expression) ?? traversalText(expression);
  return /^[\p{ID_Start}_][\p{ID_Continue}-]*(?:\.[\p{ID_Start}_][\p{ID_Continue}-]*)?$/u.test(text)
    ? text
    : undefined;
}

/** The configuration that a module knows under a name (`aws`, `aws.west`); undefined where that is not known. */
export function findConfiguration(module: ModuleInstance, name: string): ProviderConfiguration | undefined {
  const declaration = module.cells.provider(name);
  const { caller } = module;
  const prefix = module.address.text === '' ? '' : `${module.address.text}.`;
  if (declaration !== undefined && (caller === undefined || !isPlaceholder(declaration))) {
    return { name: `${prefix}${name}`, body: bodyOf(module, declaration), declaration };
  }
  const isDefault = !name.includes('.');
  if (caller === undefined) return isDefault ? { name, body: undefined, declaration: undefined } : undefined;
  const call = caller.module.cells.call(caller.name);
  const passed = call === undefined ? undefined : passedConfiguration(call, name);
  if (passed !== undefined) {
    const outer = configurationName(passed);
    return outer === undefined ? undefined : caller.module.providerConfiguration(outer);
  }
  return isDefault ? caller.module.providerConfiguration(name) : undefined;
}

export function sameConfiguration(
  left: ProviderConfiguration | undefined,
  right: ProviderConfiguration | undefined,
): boolean {
  return left?.name === right?.name && left?.declaration === right?.declaration;
}

/** `provider "aws" { alias = "west" }` alone says that the caller passes one, as `configuration_aliases` does. */
function isPlaceholder({ alias, block }: ProviderDeclaration): boolean {
  return (
    alias !== undefined &&
    block.body.items.every((item) => item.kind === 'argument' && metaArguments.has(item.word))
  );
}

function bodyOf(module: ModuleInstance, declaration: ProviderDeclaration): EvaluatedBody {
  const { overridden } = declaration;
  return createBody(
    {
      items: declaration.block.body.items,
      anchor: declaration.anchor,
      bindings: undefined,
      certainty: 'certain',
      // Mistakes in provider blocks are not looked for.
      isAssumed: true,
      metaArguments,
      metaBlocks: new Set(),
    },
    overridden === undefined
      ? module.uncertainBodyContext
      : {
          ...module.uncertainBodyContext,
          anchorOf: (item) => anchorOfItem(declaration, item),
        },
  );
}

/** What the call passes as `name`; undefined where it does not say. */
function passedConfiguration({ block }: ModuleCallDeclaration, name: string): Expression | undefined {
  const argument = block.body.items.find(
    (item): item is Argument => item.kind === 'argument' && item.word === 'providers',
  );
  if (argument?.value.kind !== 'object') return undefined;
  return argument.value.items.find(({ key }) => configurationName(key) === name)?.value;
}

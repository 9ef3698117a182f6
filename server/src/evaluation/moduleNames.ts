/** The names that expressions of a module see: `var`, `local`, `module`, `path`, `terraform` and resources. */

import type { ResourceInstanceAddress } from '../configuration/address';
import type { ResourceDeclaration } from '../configuration/declarations';
import { anchorOfItem } from '../configuration/declarations';
import { argumentOf } from '../configuration/readDeclarations';
import { pathOfDocumentUri, relativePath } from '../source/documentUri';
import type { Origin } from '../source/origin';
import { isJsonSyntax } from '../syntax/parseFile';
import { reference, string, unknown, withOrigin } from './build';
import type { ModuleInstance } from './moduleInstance';
import { attributeType } from './resourceInstances';
import type { Names, Target } from './scope';
import type { Value } from './value';
import { boolType, dynamicType, Marks } from './value';

export function createModuleNames(module: ModuleInstance): Names {
  return {
    resolve: (root, name, type, origin) => resolve(module, root, name, type, origin),
    attribute: (resource, name, origin) => attribute(module, resource, name, origin),
    files: module.world.input.files,
    isTemplate: false,
  };
}

function resolve(
  module: ModuleInstance,
  root: string,
  name: string,
  type: string | undefined,
  origin: Origin | undefined,
): Target | undefined {
  switch (root) {
    case 'var':
      return module.cells.variable(name) && module.variable(name);
    case 'local':
      return module.cells.local(name) && module.local(name);
    case 'module': {
      if (module.cells.call(name) === undefined) return undefined;
      const { reason, target } = module.childrenOf(name);
      return reason === undefined || target.kind === 'handle' ? target : withOrigin(target, origin);
    }
    case 'path':
      return pathValue(module, name, origin);
    case 'terraform':
    case 'tofu':
      if (name === 'workspace') {
        const { workspaceName } = module.world.input;
        // Unless it is named, it is whichever is selected when Terraform runs.
        return string(workspaceName, origin, workspaceName === 'default' ? Marks.assumed : Marks.none);
      }
      return name === 'applying'
        ? unknown(boolType, { kind: 'known-after-apply', detail: 'terraform.applying' }, origin)
        : undefined;
    // Bound where they have a value: in the instances of a block.
    case 'each':
    case 'count':
      return undefined;
    case 'self':
      return unknown(dynamicType, { kind: 'known-after-apply', detail: `self.${name}` }, origin);
    default:
      return module.resourceTarget(type === undefined ? `${root}.${name}` : `${root}.${type}.${name}`);
  }
}

function pathValue(module: ModuleInstance, name: string, origin: Origin | undefined): Value | undefined {
  const { rootDirectory } = module.world;
  switch (name) {
    case 'module':
      return string(relativePath(rootDirectory, module.directory), origin);
    case 'root':
      return string('.', origin);
    case 'cwd':
      return string(pathOfDocumentUri(rootDirectory), origin);
    default:
      return undefined;
  }
}

/** An attribute of a resource instance, wherever in the module tree it is. */
function attribute(
  module: ModuleInstance,
  resource: ResourceInstanceAddress,
  name: string,
  origin: Origin | undefined,
): Value {
  const isOwn = resource.module === module.address;
  const instance = isOwn ? module.instance(resource) : module.world.resource(resource);
  const configured = instance?.attribute(name);
  const isWhole = instance === undefined || !mayBeBlocks(instance.declaration, name);
  return isWhole && configured !== undefined
    ? configured
    : reference({ resource, path: [name] }, attributeType(name), origin);
}

// Arguments that take any keys: they are never blocks.
const freeForm =
  /^(?:tags|tags_all|labels|annotations|input|output|triggers|triggers_replace|keepers|variables|parameters)$/;

/**
 * In JSON an object, or a list of them, may be blocks: those have attributes that only the provider knows, so what is
 * written is not the whole (`aws_eks_cluster.a.vpc_config[0].cluster_security_group_id`).
 */
function mayBeBlocks(declaration: ResourceDeclaration, name: string): boolean {
  const argument = argumentOf(declaration.block, name);
  if (argument === undefined || freeForm.test(name)) return false;
  if (!isJsonSyntax(anchorOfItem(declaration, argument).uri)) return false;
  const { value } = argument;
  return (
    value.kind === 'object' ||
    (value.kind === 'tuple' && value.elements.some(({ kind }) => kind === 'object'))
  );
}

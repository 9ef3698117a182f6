/** Which files of a directory make up its module, and in which order. It reads no directory itself. */

import { compareText } from '../source/compareText';

export interface ModuleFile {
  readonly name: string;
  readonly syntax: 'native' | 'json';
  /** True for `override.tf` and `*_override.tf`: merged over the other files instead of beside them. */
  readonly override: boolean;
}

/**
 * The files that Terraform and OpenTofu would load, from all names in a directory: first the ordinary ones, then the
 * overrides, each in lexical order. Where both `x.tf` and `x.tofu` exist, OpenTofu loads `x.tofu` alone.
 */
export function moduleFiles(names: readonly string[]): ModuleFile[] {
  const present = new Set(names);
  const files: ModuleFile[] = [];
  for (const name of [...present].sort(compareText)) {
    const extension = configurationExtension(name);
    if (extension === undefined || isIgnoredFile(name)) continue;
    const stem = name.slice(0, -extension.length);
    if (extension === '.tf' && present.has(stem + '.tofu')) continue;
    if (extension === '.tf.json' && present.has(stem + '.tofu.json')) continue;
    files.push({
      name,
      syntax: extension.endsWith('.json') ? 'json' : 'native',
      override: isOverrideFile(name),
    });
  }
  return [...files.filter((file) => !file.override), ...files.filter((file) => file.override)];
}

/** True for `override.tf`, `prod_override.tf` and the like, whose blocks change those of the other files. */
export function isOverrideFile(name: string): boolean {
  const extension = configurationExtension(name);
  if (extension === undefined) return false;
  const stem = name.slice(0, -extension.length);
  return stem === 'override' || stem.endsWith('_override');
}

/** True for a name that a module's file may have, whatever else stands in its directory. */
export function isModuleFile(name: string): boolean {
  return configurationExtension(name) !== undefined && !isIgnoredFile(name);
}

const extensions = ['.tf', '.tofu', '.tf.json', '.tofu.json'] as const;

function configurationExtension(name: string): (typeof extensions)[number] | undefined {
  return extensions.find((extension) => name.length > extension.length && name.endsWith(extension));
}

// Hidden files, and the backup files of vim and Emacs (Terraform, internal/configs, IsIgnoredFile).
function isIgnoredFile(name: string): boolean {
  return name.startsWith('.') || name.endsWith('~') || (name.startsWith('#') && name.endsWith('#'));
}

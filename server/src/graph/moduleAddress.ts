/** Addresses as text taken apart: the modules on the one hand, what is declared in them on the other. */

const MODULE_STEPS = /^(?:module\.[^.[\]"]+(?:\[(?:"(?:[^"\\]|\\.)*"|[^\]"]*)\])?(?:\.|$))+/;

/** `module.a["x"].module.b` of what is declared in there; empty in the root. */
export function modulePath(address: string): string {
  return (MODULE_STEPS.exec(address)?.[0] ?? '').replace(/\.$/, '');
}

/** The address without the modules. */
export function shortAddress(address: string): string {
  return address.replace(MODULE_STEPS, '') || address;
}

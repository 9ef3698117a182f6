/** Absolute path of the module that holds the script. */
export const viewerScriptFile: string;

/** The text of that module as it should be. */
export function viewerScriptModule(): Promise<string>;

/** Types of install.mjs, which is plain JavaScript so that it runs before anything of the project is installed. */
export declare const SERVER_ROOT: string;
export declare const SERVER_NODE: string;
export declare function unsupportedReason(): string | undefined;
export declare function installHost(): void;

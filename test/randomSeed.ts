/**
 * Property tests run with the same seed everywhere, so that a failure in CI is a failure at the desk. Look further with
 * another one now and then: `FAST_CHECK_SEED=$RANDOM npm run test:unit`.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 20261122) });

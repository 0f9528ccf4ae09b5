// The same rules as the app's.
export { default } from "../../pwa/eslint.config.js";

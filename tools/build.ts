import { buildExtension } from './extension-build.ts';

buildExtension('chrome');
buildExtension('firefox');

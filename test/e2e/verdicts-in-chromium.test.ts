import { launchChromium } from '../harness/chromium.ts';
import { testVerdicts } from '../harness/verdict-tests.ts';

testVerdicts('chromium', launchChromium);

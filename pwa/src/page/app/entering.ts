/** The screens between a sign-in and Today, the other ways in, and what is rarer on a locked phone. */
export { ChoosePin } from '../screens/choose-pin';
export { CouncilSignIn } from '../screens/council-sign-in';
export { ForgottenPin } from '../screens/forgotten-pin';
export { Join } from '../screens/join';
export { LockedNote } from '../screens/written/locked-note';
export { OutOfContact } from '../screens/out-of-contact';
export { SecondStep } from '../screens/second-step/second-step';

/** The screens between a sign-in and Today, and the other ways in. */
export { ChoosePin } from '../screens/choose-pin';
export { CouncilSignIn } from '../screens/council-sign-in';
export { ForgottenPin } from '../screens/forgotten-pin';
export { Join } from '../screens/join';
export { SecondStep } from '../screens/second-step/second-step';

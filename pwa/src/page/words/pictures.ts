/** Photos of a sheet or a page. */
export const pictures = {
  title: 'Photos',
  add: 'Add a photo',
  hint: 'Of a sheet or a signed page. Do not photograph the child or injuries.',
  what: 'What is it of?',
  whats: {
    three_houses_sheet: 'Three houses sheet',
    signed_page: 'Signed page',
    other: 'Something else',
  },
  choose: 'Take or choose a photo',
  making: 'Making the photo smaller',
  notRead: 'This phone cannot read that file as a photo. Take it again, or choose another.',
  here: 'Sent',
  saved: 'Saved on this phone',
  sending: (hundredths: number) => `Sending ${hundredths} %`,
  elsewhere: 'Not sent yet from the phone it was taken on',
  refused: 'The server could not take this photo. Take it again.',
  look: (what: string) => `Look at the photo: ${what}`,
  notNow: 'This photo cannot be shown now. It needs signal.',
  shown: (what: string) => `Photo: ${what}`,
} as const;

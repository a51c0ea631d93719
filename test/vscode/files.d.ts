/** Configuration files that the bundle of the suite holds as text. */
declare module '*.cf' {
  const text: string;
  export default text;
}

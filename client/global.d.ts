declare module '*.css' {
  const classes: Readonly<Record<string, string | undefined>>
  export default classes
}
declare module '@fontsource-variable/*'
declare module 'virtual:catalogue/*' {
  const address: string
  export default address
}

/** Words as a string of a style sheet. What would end the string or the line is written by its number. */
export const cssString = (words: string): string => `"${words.replace(/["\\\p{Cc}]/gu, (sign) => `\\${sign.codePointAt(0)?.toString(16)} `)}"`

/**
 * The sheet of paper: margins, the running head with the title from the second page on, the reference and the number of the page at the
 * foot. Margin boxes cannot take words from the page, so that they are written into the style.
 */
export const printedPage = (title: string, reference: string): string => {
  const small = 'font: 400 8.5pt "Source Serif 4 Variable", Georgia, serif; color: #333;'
  return `@page { size: auto; margin: 24mm 22mm 22mm;
  @top-center { content: ${cssString(title)}; ${small} font-style: italic; border-bottom: .5pt solid #888; vertical-align: bottom; padding-bottom: 2mm; margin-bottom: 5mm; width: 100%; }
  @bottom-left { content: ${cssString(reference)}; ${small} }
  @bottom-right { content: counter(page) " / " counter(pages); ${small} } }
@page :first { @top-center { content: none; border: 0; } }`
}

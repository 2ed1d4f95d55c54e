import { useEffect } from 'react'
import { printedPage } from './printedPage.ts'

/** While the page is open, paper is laid out for it. */
export function usePrintedPage(title: string, reference: string) {
  useEffect(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(printedPage(title, reference))
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    return () => { document.adoptedStyleSheets = document.adoptedStyleSheets.filter((own) => own !== sheet) }
  }, [title, reference])
}

// Unicode's EquivalentUnifiedIdeograph for the radicals that are characters of their own; NFKC knows those of the other block only.
const PAIRS =
  '⺁厂⺄乙⺈刀⺊卜⺌小⺎兀⺐尢⺒巳⺓幺⺗心⺛旡⺜日⺝月⺟母⺠民⺧牛⺩王⺪疋⺫目⺬示⺮竹⺵网⺶羊⺷羊⺸羊⺻聿⺼肉⺽臼⻁虎⻄西⻅见⻆角⻇角⻉贝⻊足⻋车⻏邑⻑長⻒镸⻓长⻔门⻕阜⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟'
const CHARACTERS = Array.from(PAIRS)
const WHOLE = new Map(CHARACTERS.flatMap((one, i) => (i % 2 === 0 ? [[one, CHARACTERS[i + 1] ?? one]] : [])))

/** Fonts cut down by printing programs name some characters by their radical: the same sign under another code. */
export const withoutRadicals = (text: string): string =>
  text.replace(/[\u2e80-\u2fdf\uf900-\ufaff]/gu, (one) => WHOLE.get(one) ?? one.normalize('NFKC'))

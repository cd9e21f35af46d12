/** Whoever does one of these things. */
const doers = (acts: string) => `(?:${acts})(?:当事)?(?:人员|人|者|群众|市民|村民|居民|业主|代表|户)`
const COMPLAINING = '举报|信访|投诉|反映|反应|来电|来信|来访|来件|上访|走访|写信|申诉|检举|控告|求助|诉求|爆料|报料|致电|留言'
/** Whoever complains, by the word for it. */
export const COMPLAINANTS = doers(COMPLAINING)
/** In a head, where no sentence stands around it, by more words. */
export const COMPLAINANTS_IN_HEADS = doers(`${COMPLAINING}|报案|提问|发帖|匿名|实名|署名|联名`)

const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘于余叶蒋杜苏魏程吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤某褚卫尤施戚喻柏窦章葛奚鲁苗俞柳鲍费廉岑倪滕殷毕齐康伍卜祁狄臧庞纪舒屈项祝阮蓝闵季娄颜梅盛刁骆蔡樊凌霍虞柯裘缪宗郁杭洪诸邢裴翁甄曲'
const TITLED = '\\p{Script=Han}(?:某某?|女士|先生|小姐|同志|××?|xx?)'
const A_NAME = `(?:[${SURNAMES}]\\p{Script=Han}{1,2}|${TITLED})`
const END = '(?=[,，、;；。)( \\n]|$|电话|手机|联系|身份证|住|来电|来信|反映|反应|举报|投诉|称|等|[两二三四五六七八九]人)'
/** Between names that stand in a row. */
const MORE = `(?:${A_NAME}、){0,5}`
const PEOPLE = `(?:(?<!被)${COMPLAINANTS}|市民|村民|居民|住户|业主)`
const RELATIVES = '其(?:妻子?|丈夫|父亲?|母亲?|儿子?|女儿?|配偶|家属|亲属)'
/** 举报人系某厂职工某某: what they are stands between. */
const BEING = `(?<!被)${COMPLAINANTS}(?:系|是|为)[^,，。;；\\n]{0,24}(?:职工|员工|工人|村民|居民|业主|住户)`

/** Names that stand beside a word for the complainant: theirs whatever else the text is about. */
export const NAMES_OF_COMPLAINANTS = [
  new RegExp(`(?<=${PEOPLE}(?:姓名|名字)?[:为是( ]{0,2}${MORE})${A_NAME}${END}`, 'gu'),
  new RegExp(
    `(?<=(?<!被)${COMPLAINANTS}(?:姓名|名字)?:\\s?)[\\p{Script=Han}·]{2,4}(?=[,，、;；。)( \\n]|$|电话|手机|联系|身份证|住)`,
    'gu',
  ),
  new RegExp(`(?<=${BEING})${A_NAME}${END}`, 'gu'),
]
/** Names of whoever was named last before: 我叫某某, 其妻某某, 住六号楼的某某来信, 某某（身份证…）. */
export const NAMES_BY_OWNER = [
  new RegExp(`(?<=${RELATIVES}|(?:我|本人)(?:名?叫|姓名:?)|的)${A_NAME}(?=来信|来电|反映|举报|投诉|[,，。;；(]|$)`, 'gu'),
  new RegExp(`(?<=(?:^|[,，。;；:将由]))${A_NAME}(?=\\((?:身份证|手机|电话|联系))`, 'gu'),
]
/** Words that look like a name. */
export const NO_NAME =
  /反映|反应|举报|投诉|来电|表示|要求|多次|认为|匿名|不详|未留|保密|实名|电话|姓名|没有|无$|满意|意见|信息|们|[林田]地|田间|石材|金额|万[元人]|余[户人名次]|程度|左右|方面/u

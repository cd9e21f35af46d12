/** 各镇（街道）, 各有关部门, 有关单位: several units by what they are, not one of them by its name. */
const GROUP =
  /^(?:各|全[市区县]各?|有关|相关|其他)(?:级|有关|相关|责任|成员|市直|区直|县直|[、/])*(?:(?:乡镇|镇乡|镇街|街镇|镇|乡|街道|部门|单位|功能区|园区|开发区|区|县|市|村|社区|委|办|局|党委|人民政府|政府)(?:[(（](?:街道|镇|乡|园区|功能区|开发区)[)）])?(?:办事处)?[、和及与/]?)+$/u

/** Whether a name stands for a group of units. */
export const isUnitGroup = (name: string): boolean => GROUP.test(name.replaceAll(/\s/gu, ''))

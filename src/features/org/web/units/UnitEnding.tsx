import { call } from '#ui/api-client.ts'
import { type Unit, endUnitEndpoint } from '../../org.contract.ts'
import { EndDateEditor } from '../EndDateEditor.tsx'

export const UnitEnding = ({ unit, onDone }: { readonly unit: Unit; readonly onDone: () => void }) => (
  <EndDateEditor
    word="停用"
    about="停用后不再出现在选择列表里，过去的记录不变。名下的问题请另行落实责任单位。"
    endedOn={unit.endedOn}
    end={(from) => call(endUnitEndpoint, { unit: unit.id }, { from }, { version: unit.version })}
    onDone={onDone}
  />
)

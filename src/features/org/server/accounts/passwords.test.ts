import { expect, test } from 'vitest'
import { refuseWeak, rulesOf } from './passwords.ts'

const settings = { 'password.length': 10, 'password.kinds': 3 }
const rules = rulesOf({ login: 'zhang.wei', place: '云州市海棠区', settings })
const verdict = async (password: string) => {
  try {
    await refuseWeak(password, rules, 'new')
    return 'taken'
  } catch {
    return 'refused'
  }
}

test.each([
  ['Kx7-vbmq-wuzt', 'taken'],
  ['春眠不觉晓 Dawn 7', 'taken'],
  ['correct Horse 9 battery', 'taken'],
  ['qL9!tBvz#R', 'taken'],
  ['Vx3 kdm PQo ttr', 'taken'],
  [`Aa1-${'bcdefghijk'.repeat(12)}`, 'taken'],
  ['Ürümqi-gelb-48', 'taken'],
  ['mT8.kor.bluf', 'taken'],
  ['９Kx-vbmq-wuzt', 'taken'],
  ['A7 湖光山色两相和', 'taken'],
  ['aaaaaaaaaa', 'refused'],
  ['Aa1aaaaaaaaa', 'refused'],
  ['Ab1Ab1Ab1Ab1', 'refused'],
  ['Kx7-vbmq', 'refused'],
  ['kx7vbmqwuzt', 'refused'],
  ['KXVBMQ-WUZT', 'refused'],
  ['1234567890', 'refused'],
  ['!@#$%^&*()', 'refused'],
  [`Aa1-${'bcdefghijk'.repeat(13)}`, 'refused'],
  ['Zhang-7kqvbm', 'refused'],
  ['Kx7-WEI-vbmq', 'refused'],
  ['kx7.wei.VBMQ', 'refused'],
  ['Password-1234', 'refused'],
  ['P@ssw0rd-kx7', 'refused'],
  ['Passw0rd!!kx', 'refused'],
  ['Admin@kx7vbmq', 'refused'],
  ['4dm1n-Kx7vbm', 'refused'],
  ['Kx7-vbmq-2026', 'refused'],
  ['Kx7-1998-vbmq', 'refused'],
  ['环保工作第 7 号 Kx', 'refused'],
  ['Kx7 督察 vbmq wu', 'refused'],
  ['Haitang-Kx7vb', 'refused'],
  ['Kx7 海棠 vbmqwu', 'refused'],
  ['Yunzhou-Kx7vb', 'refused'],
  ['Huanbao-Kx7vb', 'refused'],
  ['Bihuan-Kx7vbm', 'refused'],
  ['Shifanqu-Kx7v', 'refused'],
  ['1qaz@WSX3edc', 'refused'],
  ['Qwertyuiop1!', 'refused'],
  ['Sunshine-12!', 'refused'],
  ['Iloveyou123!', 'refused'],
  ['', 'refused'],
])('%s：%s', async (password, expected) => expect(await verdict(password)).toBe(expected))

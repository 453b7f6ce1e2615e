-- Shows in Wireshark and tshark what rstwho found: fields rstwho.verdict, .origin, .proof, .rule and .flow on the packets concerned.
--
-- The findings come from the comments that `rstwho annotate` and `rstwho -w` write into a capture, or, for the capture as it is, from what
-- `rstwho --json capture.pcap` wrote: name that file in the preference rstwho.ndjson (tshark -o rstwho.ndjson:capture.ndjson).
--
-- Copy this file into Wireshark's folder of personal Lua plugins (Help, About, Folders), or load it with tshark -X lua_script:rstwho.lua.
-- A column: right-click the field, "Apply as Column"; in tshark -o 'gui.column.format:"No.","%m","rstwho","%Cus:rstwho.verdict","Info","%i"'.

local rstwho = Proto("rstwho", "rstwho: who really sent this reset")

local verdict = ProtoField.string("rstwho.verdict", "Verdict", base.NONE, "forged, genuine or undetermined")
local origin = ProtoField.string("rstwho.origin", "Origin", base.NONE, "server, client, device or undetermined")
local proof = ProtoField.string("rstwho.proof", "Proof", base.NONE, "proven, likely, possible or none")
local rule = ProtoField.string("rstwho.rule", "Rule", base.NONE, "What the finding rests on")
local flow = ProtoField.uint32("rstwho.flow", "Flow", base.DEC, nil, nil, "The number of the connection in rstwho's report")
local summary = ProtoField.string("rstwho.summary", "Summary")
rstwho.fields = { verdict, origin, proof, rule, flow, summary }
rstwho.prefs.ndjson = Pref.string("NDJSON file", "", "What rstwho --json wrote of this capture, for captures without rstwho's comments")

local comments = Field.new("frame.comment")

-- JSON (RFC 8259) as a Lua value; nil where it is none. Nothing of the text is run.
local function decode(text)
  local position = 1
  local value
  local function skip() position = text:find("[^ \t\r\n]", position) or #text + 1 end
  local escapes = { b = "\b", f = "\f", n = "\n", r = "\r", t = "\t" }
  local function string_()
    local parts = {}
    position = position + 1
    while true do
      local from, to = text:find('^[^"\\]+', position)
      if from then parts[#parts + 1] = text:sub(from, to); position = to + 1 end
      local sign = text:sub(position, position)
      if sign == '"' then position = position + 1; return table.concat(parts) end
      if sign ~= "\\" then error("string") end
      local letter = text:sub(position + 1, position + 1)
      if letter == "u" then parts[#parts + 1] = "\\" .. text:sub(position + 1, position + 5); position = position + 6
      else parts[#parts + 1] = escapes[letter] or letter; position = position + 2 end
    end
  end
  local function list(close, read)
    local result = {}
    position = position + 1
    skip()
    if text:sub(position, position) == close then position = position + 1; return result end
    while true do
      read(result)
      skip()
      local sign = text:sub(position, position)
      position = position + 1
      if sign == close then return result end
      if sign ~= "," then error("list") end
    end
  end
  value = function(depth)
    if depth > 16 then error("depth") end
    skip()
    local sign = text:sub(position, position)
    if sign == '"' then return string_() end
    if sign == "[" then return list("]", function(result) result[#result + 1] = value(depth + 1) end) end
    if sign == "{" then
      return list("}", function(result)
        skip()
        local key = string_()
        skip()
        if text:sub(position, position) ~= ":" then error("colon") end
        position = position + 1
        result[key] = value(depth + 1)
      end)
    end
    for word, meaning in pairs({ ["true"] = true, ["false"] = false }) do
      if text:sub(position, position + #word - 1) == word then position = position + #word; return meaning end
    end
    if text:sub(position, position + 3) == "null" then position = position + 4; return nil end
    local number = text:match("^-?%d+%.?%d*[eE]?[+-]?%d*", position)
    if not number then error("value") end
    position = position + #number
    return tonumber(number)
  end
  local ok, result = pcall(value, 0)
  return ok and result or nil
end

-- What is told of each frame: a list of { flow, verdict, origin, proof, summary, rules }.
local told = {}

local function tell(frame, finding)
  if type(frame) ~= "number" then return end
  told[frame] = told[frame] or {}
  table.insert(told[frame], finding)
end

local function word(forged)
  if forged == nil then return "undetermined" end
  return forged and "forged" or "genuine"
end

local function learn(record)
  local judged = type(record.verdict) == "table" and record.verdict or {}
  local rules = {}
  for _, finding in ipairs(record.evidence or {}) do rules[#rules + 1] = finding.rule end
  local ending = judged.icmp and judged.icmp.packet
  for _, reset in ipairs(record.resets or {}) do
    if reset.effective and not reset.duplicate_of and not ending then ending = reset.packet end
    local decides = reset.packet == ending
    tell(reset.packet, {
      flow = record.flow, verdict = word(reset.forged), origin = reset.origin,
      proof = reset.forged ~= nil and judged.proof or "none",
      summary = decides and judged.summary or nil, rules = decides and rules or {} })
  end
  if judged.icmp then
    tell(judged.icmp.packet, {
      flow = record.flow, verdict = word(judged.forged), origin = judged.origin, proof = judged.proof, summary = judged.summary, rules = rules })
  end
  for _, finding in ipairs(record.evidence or {}) do
    for _, frame in ipairs(finding.packets or {}) do
      if frame ~= ending then tell(frame, { flow = record.flow, summary = finding.text, rules = { finding.rule } }) end
    end
  end
end

function rstwho.init()
  told = {}
  local path = rstwho.prefs.ndjson
  if path == "" then return end
  local file = io.open(path, "r")
  if not file then return end
  for line in file:lines() do
    local record = decode(line)
    if type(record) == "table" and record.type == "flow" then learn(record) end
  end
  file:close()
end

-- The fields between the last brackets of a comment.
local function parse(comment)
  local sentence, fields = comment:match("^rstwho: (.*) %[(flow %d+[^%[%]]*)%]$")
  if not fields then return nil end
  local finding = { summary = sentence, rules = {} }
  for name, value in fields:gmatch("(%a+) ([^, ]+)") do
    if name == "flow" then finding.flow = tonumber(value)
    elseif name == "rule" then table.insert(finding.rules, value)
    elseif name == "verdict" or name == "origin" or name == "proof" then finding[name] = value end
  end
  return finding
end

local function add(tree, finding)
  local branch = tree:add(rstwho)
  if finding.summary then branch:add(summary, finding.summary) end
  if finding.verdict then branch:add(verdict, finding.verdict) end
  if finding.origin then branch:add(origin, finding.origin) end
  if finding.proof then branch:add(proof, finding.proof) end
  for _, name in ipairs(finding.rules) do branch:add(rule, name) end
  if finding.flow then branch:add(flow, finding.flow) end
  branch:set_generated()
end

function rstwho.dissector(_, packet, tree)
  local found = false
  for _, comment in ipairs({ comments() }) do
    local finding = parse(tostring(comment.value))
    if finding then add(tree, finding); found = true end
  end
  if found then return end
  for _, finding in ipairs(told[packet.number] or {}) do add(tree, finding) end
end

register_postdissector(rstwho)

-- Drives the language server from Neovim's own client and writes what came back to $RESULT as JSON.
local result = {}
local server = { vim.env.NODE, vim.env.SERVER, '--stdio' }

local function finish()
  local file = assert(io.open(vim.env.RESULT, 'w'))
  file:write(vim.json and vim.json.encode(result) or vim.fn.json_encode(result))
  file:close()
  vim.cmd('qall!')
end

local function fail(message)
  result.failure = message
  finish()
end

local function request(client, method, params)
  local answer = client.request_sync(method, params, 20000, 0)
  if not answer or answer.err then
    error(method .. ': ' .. vim.inspect(answer))
  end
  return answer.result
end

local function at(line, character)
  return { textDocument = vim.lsp.util.make_text_document_params(0), position = { line = line, character = character } }
end

local function exercise(client, diagnostics)
  result.diagnostics = diagnostics
  result.hover = request(client, 'textDocument/hover', at(0, 3))
  local completion = request(client, 'textDocument/completion', at(2, 31))
  result.completion = vim.tbl_map(function(item)
    return item.label
  end, completion.items or completion)
  local context = { diagnostics = diagnostics }
  local params = { textDocument = at(0, 0).textDocument, range = diagnostics[1].range, context = context }
  local actions = request(client, 'textDocument/codeAction', params)
  result.actions = vim.tbl_map(function(action)
    return action.title
  end, actions)
  vim.lsp.util.apply_workspace_edit(actions[1].edit, client.offset_encoding)
  result.text = vim.api.nvim_buf_get_lines(0, 0, -1, true)
  result.server = client.server_capabilities.hoverProvider
end

local started = false
local id = vim.lsp.start_client({
  name = 'mailwright',
  cmd = server,
  root_dir = vim.fn.getcwd(),
  handlers = {
    ['textDocument/publishDiagnostics'] = function(_, published, context)
      if started or #published.diagnostics == 0 then
        return
      end
      started = true
      vim.schedule(function()
        local client = vim.lsp.get_client_by_id(context.client_id)
        local ok, message = pcall(exercise, client, published.diagnostics)
        if ok then
          finish()
        else
          fail(message)
        end
      end)
    end,
  },
})
vim.cmd('edit ' .. vim.env.DOCUMENT)
vim.bo.filetype = 'postfix-main'
vim.lsp.buf_attach_client(0, id)
vim.defer_fn(function()
  fail('no diagnostics came')
end, 30000)

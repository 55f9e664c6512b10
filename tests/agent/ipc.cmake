# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: Apache-2.0
foreach(name frame message hello socketpath)
  assay_test(tst_${name} SOURCES ipc/tst_${name}.cpp LIBS assay_ipc)
endforeach()
foreach(name ipcserver ipcclient)
  assay_test(tst_${name} SOURCES ipc/tst_${name}.cpp LIBS assay_ipc LABELS unit threads)
endforeach()

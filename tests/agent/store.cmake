# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: Apache-2.0

assay_library(assay_test_import
  ${CMAKE_SOURCE_DIR}/tests/support/agentprocess.cpp ${CMAKE_SOURCE_DIR}/tests/support/agentprocess.h
  ${CMAKE_SOURCE_DIR}/tests/support/damage.cpp ${CMAKE_SOURCE_DIR}/tests/support/damage.h
  ${CMAKE_SOURCE_DIR}/tests/support/importfixture.cpp ${CMAKE_SOURCE_DIR}/tests/support/importfixture.h
  ${CMAKE_SOURCE_DIR}/tests/support/bulletproof.cpp ${CMAKE_SOURCE_DIR}/tests/support/bulletproof.h
  ${CMAKE_SOURCE_DIR}/tests/support/storedump.cpp ${CMAKE_SOURCE_DIR}/tests/support/storedump.h)
target_link_libraries(assay_test_import PUBLIC assay_store assay_test_support Qt6::Test PRIVATE PkgConfig::zstd)

foreach(name care clientfixtures deletion facts hostilefiles pause projectidentity recheck redecode sessionfacts sidefilewriter sourcecatalog
        sourcereader storeparts usecounts)
  assay_test(tst_${name} SOURCES store/tst_${name}.cpp LIBS assay_test_import)
endforeach()
assay_test(tst_retention SOURCES store/tst_retention.cpp LIBS assay_test_import assay_settings TIMEOUT 180)
assay_test(tst_importer SOURCES store/tst_importer.cpp LIBS assay_test_import LABELS unit threads)
assay_test(tst_twintransaction SOURCES store/tst_twintransaction.cpp LIBS assay_test_import assay_test_store LABELS unit threads)
assay_test(tst_fulldisk SOURCES store/tst_fulldisk.cpp LIBS assay_test_import TIMEOUT 180)
assay_test(tst_doctor SOURCES store/tst_doctor.cpp LIBS assay_test_import TIMEOUT 300)
assay_test(tst_corpus SOURCES store/tst_corpus.cpp LIBS assay_test_import LABELS corpus TIMEOUT 300)
assay_test(tst_secretsinstore SOURCES store/tst_secretsinstore.cpp LIBS assay_test_import assay_test_secrets PkgConfig::zstd PROGRAMS TIMEOUT 300)
assay_test(tst_killimport SOURCES store/tst_killimport.cpp LIBS assay_test_import assay_sample PROGRAMS LABELS e2e TIMEOUT 600)
# It unpacks what the store packed.
target_link_libraries(tst_sidefilewriter PRIVATE PkgConfig::zstd)
